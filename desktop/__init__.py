"""ProSaaS Desktop: the back office of a ProSaaS business on a bookkeeper's own computer."""
