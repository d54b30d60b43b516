"""Amazon EC2: what moto forgets of what it is told."""
