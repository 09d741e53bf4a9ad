package io.autoclip.messaging;

import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.boot.amqp.autoconfigure.ConnectionFactoryCustomizer;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.RabbitTemplateCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.StringRedisTemplate;

import io.autoclip.admission.Admissions;
import io.autoclip.task.AdmissionPublisher;
import io.autoclip.task.RetentionSettings;
import io.autoclip.task.TaskRepository;

/**
 * Offers the road to the workers to both services.
 */
@AutoConfiguration(after = RabbitAutoConfiguration.class)
class MessagingAutoConfiguration {

	private static final int HANDSHAKE_MILLIS = 3000;

	private static final int CLOSE_MILLIS = 1000;

	@Bean
	Declarables queues() {
		return new Declarables(QueueBuilder.durable(QueueNames.TASKS).build(),
				QueueBuilder.durable(QueueNames.DEAD).build());
	}

	/** Ten seconds by default, in which a silent broker would hold up all who connect. */
	@Bean
	ConnectionFactoryCustomizer shortHandshake() {
		return (factory) -> factory.setHandshakeTimeout(HANDSHAKE_MILLIS);
	}

	/**
	 * A broker that is short of memory or disk stops reading from connections that
	 * publish: what consumes and acknowledges must not be on one of them.
	 */
	@Bean
	RabbitTemplateCustomizer publishingApart() {
		return (rabbit) -> rabbit.setUsePublisherConnection(true);
	}

	@Bean
	BrokerConnection brokerConnection(CachingConnectionFactory factory) {
		factory.setCloseTimeout(CLOSE_MILLIS);
		return new BrokerConnection(Objects.requireNonNull(factory.getPublisherConnectionFactory()));
	}

	@Bean(destroyMethod = "shutdown")
	ExecutorService admissionExecutor() {
		return Executors.newSingleThreadExecutor(Thread.ofPlatform().name("admission-publisher").factory());
	}

	@Bean
	AdmissionPublisher admissionPublisher(RabbitTemplate rabbit, BrokerConnection connection, Admissions admissions,
			ExecutorService admissionExecutor) {
		return new RabbitAdmissionPublisher(rabbit, connection, admissions, admissionExecutor);
	}

	@Bean
	DeadLetters deadLetters(StringRedisTemplate redis, TaskRepository tasks, RabbitTemplate rabbit,
			BrokerConnection connection, RetentionSettings settings) {
		return new DeadLetters(redis, tasks, new DeadLetterPublisher(rabbit, connection), settings.retention());
	}

}
