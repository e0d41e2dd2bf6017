"""What: triggers, types, roles, status and figures of events."""
