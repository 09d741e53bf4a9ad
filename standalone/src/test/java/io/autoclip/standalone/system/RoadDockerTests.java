package io.autoclip.standalone.system;

import java.io.IOException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.autoclip.messaging.QueueNames;
import io.autoclip.standalone.servers.ContainerTestServers;
import io.autoclip.standalone.servers.OnDocker;
import io.autoclip.standalone.servers.RabbitBroker.QueueState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * The road on RabbitMQ, and what its policies and rights add.
 */
@OnDocker
class RoadDockerTests extends RoadContract {

	private static final int DELIVERY_LIMIT = 20;

	RoadDockerTests() {
		super(new ContainerTestServers());
	}

	@Test
	void plainDeclarationsBecomeQuorumQueuesUnderThePolicy() {
		system().startWorker(); // declares them again
		QueueState tasks = ContainerTestServers.rabbit().queue(QueueNames.TASKS);
		assertThat(tasks.type()).isEqualTo("quorum");
		assertThat(tasks.policy()).isEqualTo("tasks");
		assertThat(ContainerTestServers.rabbit().queue(QueueNames.DEAD).type()).isEqualTo("quorum");
	}

	@Test
	void rejectedMessageIsInTheQueueOfTheDead() throws Exception {
		isConfirmed(send(QueueNames.TASKS, "rejected"));
		try (Amqp stranger = operator()) {
			GetResponse message = take(stranger, QueueNames.TASKS);
			stranger.channel().basicReject(message.getEnvelope().getDeliveryTag(), false);
			assertThat(take(stranger, QueueNames.DEAD)).extracting(Amqp::text).isEqualTo("rejected");
		}
	}

	@Test
	void messageThatWasDeliveredTooOftenIsInTheQueueOfTheDead() throws Exception {
		isConfirmed(send(QueueNames.TASKS, "poison"));
		try (Amqp stranger = operator()) {
			for (int i = 0; i <= DELIVERY_LIMIT; i++) {
				GetResponse message = take(stranger, QueueNames.TASKS);
				stranger.channel().basicReject(message.getEnvelope().getDeliveryTag(), true);
			}
			assertThat(take(stranger, QueueNames.DEAD)).extracting(Amqp::text).isEqualTo("poison");
			assertThat(stranger.take(QueueNames.TASKS)).isEmpty();
		}
	}

	@Test
	void autoClipMayDoOnlyWhatItMust() {
		assertRefused((own) -> own.queueDeclare("other", true, false, false, null));
		assertRefused((own) -> own.exchangeDeclare("autoclip.tasks.exchange", "direct"));
	}

	private void assertRefused(AmqpCall call) {
		try (Amqp own = new Amqp(system().servers().broker())) {
			ThrowingCallable refused = () -> call.on(own.channel());
			assertThatIOException().isThrownBy(refused)
				.havingCause()
				.isInstanceOfSatisfying(ShutdownSignalException.class,
						(ex) -> assertThat(((AMQP.Channel.Close) ex.getReason()).getReplyCode()).isEqualTo(403));
		}
	}

	private interface AmqpCall {

		void on(Channel channel) throws IOException;

	}

}
