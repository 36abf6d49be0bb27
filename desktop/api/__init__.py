"""HTTP with the ProSaaS server, nothing else: what it answers becomes a model or an AppError."""
