package io.autoclip.management;

/**
 * What is answered to a question.
 *
 * @param status the status of HTTP
 * @param contentType what the body is
 * @param body the text
 */
record ManagementAnswer(int status, String contentType, String body) {

	static ManagementAnswer nothing(int status) {
		return new ManagementAnswer(status, "text/plain", "");
	}

}
