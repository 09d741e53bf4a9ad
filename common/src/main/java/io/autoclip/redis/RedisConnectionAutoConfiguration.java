package io.autoclip.redis;

import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Makes Lettuce come back in a second, and say at once that Redis is away. By default it
 * waits for up to 30 s between two tries, never gives up a connection that is open and
 * says nothing, and keeps what it is told and sends it when Redis is back, long after the
 * caller was told that it failed.
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
class RedisConnectionAutoConfiguration {

	private static final Duration PAUSE = Duration.ofMillis(500);

	/**
	 * Beyond the time-out of a command, so that one that is merely slow is told first.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(1);

	@Bean
	LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
		return (options) -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
	}

	@Bean
	ClientResourcesBuilderCustomizer comingBack(DataRedisProperties settings) {
		Duration timeout = settings.getTimeout();
		Duration patience = ((timeout != null) ? timeout : Duration.ofSeconds(5)).plus(MARGIN);
		return (resources) -> resources.reconnectDelay(Delay.constant(PAUSE)).nettyCustomizer(guard(patience));
	}

	private static NettyCustomizer guard(Duration patience) {
		return new NettyCustomizer() {

			@Override
			public void afterChannelInitialized(Channel channel) {
				channel.pipeline().addFirst(new SilenceGuard(patience));
			}

		};
	}

}
