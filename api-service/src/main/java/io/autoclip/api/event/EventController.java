package io.autoclip.api.event;

import java.io.IOException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.autoclip.api.http.PublicAddress;
import io.autoclip.api.http.PublicAddress.Base;
import io.autoclip.api.limit.ClientKey;
import io.autoclip.api.problem.ProblemCode;
import io.autoclip.api.problem.ProblemException;
import io.autoclip.api.problem.Problems;
import io.autoclip.api.task.TaskResponse;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.TaskId;
import io.autoclip.task.TaskRepository;
import io.autoclip.task.TaskSnapshot;

/**
 * Sends what happens to tasks as it happens. Requests run on virtual threads, so each
 * stream simply keeps its own and writes when it has something to say; a client that does
 * not read holds up nobody else.
 */
@RestController
@Tag(name = "Events")
class EventController {

	private static final Log logger = LogFactory.getLog(EventController.class);

	private static final String DESCRIPTION = """
			Server-sent events without a name; the data of each is a task as GET gives it. First comes how things are, \
			then every change; a comment at least every 15 s. Last-Event-ID resumes after that event; an id that is \
			too old or unknown begins anew. Whichever replica answers.""";

	private final EventLog log;

	private final EventHub hub;

	private final TaskRepository tasks;

	private final PublicAddress address;

	private final EventSettings settings;

	private final JsonMapper json;

	EventController(EventLog log, EventHub hub, TaskRepository tasks, PublicAddress address, EventSettings settings,
			JsonMapper json) {
		this.log = log;
		this.hub = hub;
		this.tasks = tasks;
		this.address = address;
		this.settings = settings;
		this.json = json;
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(operationId = "followTasks", summary = "Follow all tasks",
			description = DESCRIPTION + " Begins with the newest 50 tasks, oldest first.")
	@Problems({ ProblemCode.TOO_MANY_CLIENT_STREAMS, ProblemCode.TOO_MANY_STREAMS })
	void all(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
			@Parameter(hidden = true) HttpServletRequest request,
			@Parameter(hidden = true) HttpServletResponse response) {
		stream(new Scope.Everything(), lastEventId, request, response);
	}

	@GetMapping(path = "/tasks/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(operationId = "followTask", summary = "Follow one task",
			description = DESCRIPTION + " Ends after the final state. Once a client has seen that, asking again "
					+ "with its id is answered with 204, so that browsers stop asking.")
	@Problems({ ProblemCode.TASK_NOT_FOUND, ProblemCode.TOO_MANY_CLIENT_STREAMS, ProblemCode.TOO_MANY_STREAMS })
	void one(@PathVariable TaskId id,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
			@Parameter(hidden = true) HttpServletRequest request,
			@Parameter(hidden = true) HttpServletResponse response) {
		if (this.tasks.find(id).isEmpty()) {
			throw new ProblemException(ProblemCode.TASK_NOT_FOUND);
		}
		stream(new Scope.One(id), lastEventId, request, response);
	}

	private void stream(Scope scope, @Nullable String lastEventId, HttpServletRequest request,
			HttpServletResponse response) {
		if ("HEAD".equals(request.getMethod())) {
			response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
			return;
		}
		Subscription subscription = this.hub.subscribe(ClientKey.of(request.getRemoteAddr()));
		try {
			EventSession session = new EventSession(this.log, this.tasks, subscription, new EventStream(response),
					scope, this.address.of(request), this::write);
			session.run(EventId.parse(lastEventId), this.settings.heartbeat());
		}
		catch (IOException ex) {
			logger.debug("The client has gone", ex);
		}
		catch (DataAccessException | NewerSchemaException ex) {
			if (!response.isCommitted()) {
				throw ex;
			}
			logger.debug("Cut off: the client resumes", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.hub.unsubscribe(subscription);
		}
	}

	private String write(TaskSnapshot task, Base base) {
		return this.json.writeValueAsString(TaskResponse.of(task, base));
	}

}
