// Go's own loader, shipped unchanged beside the bundle; it puts `Go` on the global object.
export {};
