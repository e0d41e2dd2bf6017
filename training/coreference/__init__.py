"""Recipe of the network that puts phrases into chains."""
