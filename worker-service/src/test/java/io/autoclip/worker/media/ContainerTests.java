package io.autoclip.worker.media;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.autoclip.json.StoredJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContainerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mov,mp4,m4a,3gp,3g2,mj2 | h264 | aac  | mp4  | video/mp4
			mov,mp4,m4a,3gp,3g2,mj2 |      | aac  | m4a  | audio/mp4
			matroska,webm           | vp9  | opus | webm | video/webm
			matroska,webm           | h264 | aac  | mkv  | video/x-matroska
			matroska,webm           |      | opus | webm | audio/webm
			mp3                     |      | mp3  | mp3  | audio/mpeg
			mpegts                  | h264 | aac  | ts   | video/mp2t
			""")
	void describeNamesFormatAndTypeByContent(String demuxer, String picture, String sound, String format, String type)
			throws Exception {
		MediaInfo info = Container.describe(probe(demuxer, picture, sound));
		assertThat(info.format()).isEqualTo(format);
		assertThat(info.contentType()).isEqualTo(type);
		assertThat(info.width() != null).isEqualTo(picture != null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hls", "concat", "image2", "" })
	void describeRefusesWhatIsNotKept(String demuxer) {
		assertThatExceptionOfType(InvalidMediaException.class)
			.isThrownBy(() -> Container.describe(probe(demuxer, "h264", "aac")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "mp3", "matroska,webm" })
	void describeRefusesAContainerWithNothingInIt(String demuxer) {
		assertThatExceptionOfType(InvalidMediaException.class)
			.isThrownBy(() -> Container.describe(probe(demuxer, null, null)));
	}

	private static ProbeOutput probe(String demuxer, String picture, String sound) {
		StringBuilder streams = new StringBuilder("{\"codec_type\":\"data\",\"codec_name\":\"bin_data\"}");
		if (picture != null) {
			streams.append(",{\"codec_type\":\"video\",\"codec_name\":\"%s\",\"width\":320,\"height\":180}"
				.formatted(picture));
		}
		if (sound != null) {
			streams.append(",{\"codec_type\":\"audio\",\"codec_name\":\"%s\"}".formatted(sound));
		}
		if (demuxer.startsWith("matroska")) {
			streams.delete(0, streams.indexOf("}") + ((picture != null || sound != null) ? 2 : 1));
		}
		return StoredJson.read("{\"format\":{\"format_name\":\"%s\",\"duration\":\"6.0\"},\"streams\":[%s]}"
			.formatted(demuxer, streams), ProbeOutput.class);
	}

}
