package io.autoclip.api.task;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.autoclip.task.Output;
import io.autoclip.task.Output.AudioCodec;
import io.autoclip.task.Output.Container;
import io.autoclip.task.Output.Format;

/**
 * What a request says of the output; what it does not say is null.
 *
 * @param format picture and sound, or sound alone
 * @param maxHeight pixels
 * @param container of the file
 * @param audioCodec of the sound
 * @param subtitles languages
 * @param thumbnail whether the picture of the video is wanted
 */
record OutputChoice(@Nullable Format format, @Nullable Integer maxHeight, @Nullable Container container,
		@Nullable AudioCodec audioCodec, @Nullable List<@Nullable String> subtitles, @Nullable Boolean thumbnail) {

	/**
	 * Completes the choice by the settings, as far as they go with what was said: to one
	 * who asks for sound alone, the usual height does not matter.
	 * @param settings what is made where nobody says otherwise
	 * @return the output
	 * @throws io.autoclip.api.problem.ProblemException if what was said cannot be made
	 */
	Output completed(OutputSettings settings) {
		Output said = said(settings);
		OutputRules.check(said);
		return (said.format() == Format.AUDIO) ? said : completed(said, settings);
	}

	private Output said(OutputSettings settings) {
		Format kind = (this.format != null) ? this.format : usual(settings);
		List<String> languages = (this.subtitles != null) ? this.subtitles.stream().map(OutputRules::language).toList()
				: settings.subtitles();
		AudioCodec sound = (this.audioCodec != null || !OutputRules.go(this.container, settings.audioCodec()))
				? this.audioCodec : settings.audioCodec();
		return new Output(kind, this.maxHeight, this.container, sound, languages,
				(this.thumbnail != null) ? this.thumbnail : settings.thumbnail());
	}

	/** Whoever says what a picture must be wants one, whatever is made otherwise. */
	private Format usual(OutputSettings settings) {
		return (this.maxHeight != null || this.container != null) ? Format.VIDEO : settings.format();
	}

	private static Output completed(Output said, OutputSettings settings) {
		Integer height = (said.maxHeight() != null) ? said.maxHeight() : settings.maxHeight();
		Container usual = OutputRules.go(settings.container(), said.audioCodec()) ? settings.container() : null;
		return new Output(said.format(), height, (said.container() != null) ? said.container() : usual,
				said.audioCodec(), said.subtitles(), said.thumbnail());
	}

}
