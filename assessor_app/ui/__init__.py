"""The window: everything that imports Qt. Pages ask the store what to show and call a step; they decide nothing."""
