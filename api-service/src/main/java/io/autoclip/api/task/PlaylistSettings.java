package io.autoclip.api.task;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;

/**
 * How much of a list is taken.
 *
 * @param playlistLimit of how many entries of a list tasks are made at the most
 */
@Validated
@ConfigurationProperties("autoclip")
record PlaylistSettings(@DefaultValue("500") @Positive @Max(10_000) int playlistLimit) {

	/**
	 * Takes what a client asks for, if it may.
	 * @param asked how many entries he wants at the most; as many as he may if absent
	 * @return how many he gets at the most
	 * @throws ProblemException if that is not one, or more than he may
	 */
	int limit(@Nullable Integer asked) {
		if (asked != null && (asked < 1 || asked > this.playlistLimit)) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					"The playlist_limit must be from 1 to " + this.playlistLimit + ".");
		}
		return (asked != null) ? asked : this.playlistLimit;
	}

}
