"""The window: the only place, beside the overlays' painter, that knows Qt."""
