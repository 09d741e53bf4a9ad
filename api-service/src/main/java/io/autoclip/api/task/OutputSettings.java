package io.autoclip.api.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.autoclip.task.Output;
import io.autoclip.task.Output.AudioCodec;
import io.autoclip.task.Output.Container;
import io.autoclip.task.Output.Format;

/**
 * What is made of a video where a request does not say it.
 *
 * @param format picture and sound, or sound alone
 * @param maxHeight pixels; any height if absent
 * @param container of the file; what plays widely and fits the streams if absent
 * @param audioCodec of the sound; what the site has and plays widely if absent
 * @param subtitles the languages of subtitles, as BCP 47 tags
 * @param thumbnail whether the picture of the video is wanted
 */
@ConfigurationProperties("autoclip.output")
public record OutputSettings(@DefaultValue("video") Format format, @Nullable Integer maxHeight,
		@Nullable Container container, @Nullable AudioCodec audioCodec, @DefaultValue List<String> subtitles,
		@DefaultValue("true") boolean thumbnail) {

	/**
	 * Takes the settings.
	 * @throws io.autoclip.api.problem.ProblemException if they ask for what cannot be
	 * made
	 */
	public OutputSettings {
		subtitles = subtitles.stream().map(OutputRules::language).toList();
		OutputRules.check(new Output(format, maxHeight, container, audioCodec, subtitles, thumbnail));
	}

	/**
	 * Returns what is made where a request says nothing.
	 * @return the output
	 */
	public Output unasked() {
		return new OutputChoice(null, null, null, null, null, null).completed(this);
	}

}
