// Nothing to call: linked, the annotations are in force.
