"""Golden records, valid and broken."""
