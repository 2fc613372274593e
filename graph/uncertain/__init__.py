"""What the machine is not sure of, as questions a person can answer."""
