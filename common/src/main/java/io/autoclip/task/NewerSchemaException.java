package io.autoclip.task;

/**
 * A record was written by a newer AutoClip. It is left untouched.
 */
public class NewerSchemaException extends RuntimeException {

	NewerSchemaException(int schema) {
		super("The record has schema " + schema + ", this AutoClip knows " + TaskSnapshot.SCHEMA);
	}

}
