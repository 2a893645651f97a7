"""The pages of the web app: they render replies and profiles, and decide nothing."""
