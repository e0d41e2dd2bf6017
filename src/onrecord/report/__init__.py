"""Reading records: the terminal view and the page."""
