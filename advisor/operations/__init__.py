"""What can be done with stated facts: one module per kind of operation, all pure."""
