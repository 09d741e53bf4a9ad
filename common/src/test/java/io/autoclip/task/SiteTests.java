package io.autoclip.task;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.autoclip.json.StoredJson;

import static org.assertj.core.api.Assertions.assertThat;

class SiteTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			https://example.com/v                  | example.com
			https://www.example.com/v              | example.com
			https://a.b.c.example.com/v            | example.com
			HTTPS://WWW.EXAMPLE.COM/V              | example.com
			http://example.com:8080/v              | example.com
			https://example.com./v                 | example.com
			https://www.bbc.co.uk/v                | bbc.co.uk
			https://co.uk/v                        | co.uk
			https://ann.github.io/v                | ann.github.io
			https://bob.github.io/v                | bob.github.io
			https://www.ann.github.io/v            | ann.github.io
			https://github.io/v                    | github.io
			https://www.city.kawasaki.jp/v         | city.kawasaki.jp
			https://media.intern.example/v         | media.intern.example
			https://bücher.de/v                    | xn--bcher-kva.de
			https://www.xn--bcher-kva.de/v         | xn--bcher-kva.de
			https://WWW.BÜCHER.DE/v                | xn--bcher-kva.de
			https://例え.テスト/v                    | xn--r8jz45g.xn--zckzah
			https://youtu.be/x                     | youtube.com
			https://m.youtube.com/watch?v=x        | youtube.com
			https://www.youtube-nocookie.com/x     | youtube.com
			https://fb.watch/x                     | facebook.com
			https://dai.ly/x                       | dailymotion.com
			https://v.redd.it/x                    | reddit.com
			https://mobile.twitter.com/x           | x.com
			https://b23.tv/x                       | bilibili.com
			https://instagr.am/x                   | instagram.com
			https://notyoutu.be/x                  | notyoutu.be
			https://youtu.be.example.com/x         | example.com
			http://127.0.0.1/v                     | 127.0.0.1:80
			https://127.0.0.1/v                    | 127.0.0.1:443
			http://127.0.0.1:2400/v                | 127.0.0.1:2400
			http://[::1]:2400/v                    | ::1:2400
			http://[2001:DB8:0:0::1]/v             | 2001:db8::1:80
			http://localhost/v                     | localhost:80
			http://LocalHost.:8080/v               | localhost:8080
			http://origin:9000/v                   | origin:9000
			http://local/v                         | local:80
			http://snake_case.example.com/v        | example.com
			""")
	void siteOfALink(String link, String site) {
		assertThat(new SourceUrl(link).site()).isEqualTo(new Site(site)).hasToString(site);
	}

	@ParameterizedTest
	@CsvSource({ "example.com", "127.0.0.1:80", "local" })
	void nameReadsBackAsItStands(String name) {
		String json = StoredJson.write(new Site(name));
		assertThat(json).isEqualTo('"' + name + '"');
		assertThat(StoredJson.read(json, Site.class)).isEqualTo(new Site(name));
	}

}
