package io.autoclip.api.problem;

import java.time.Duration;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import io.autoclip.clip.ClipId;
import io.autoclip.messaging.BrokerAwayException;
import io.autoclip.storage.ObjectStorageException;
import io.autoclip.task.IdempotencyKeyReusedException;
import io.autoclip.task.IllegalTransitionException;
import io.autoclip.task.InvalidSourceUrlException;
import io.autoclip.task.NewerSchemaException;
import io.autoclip.task.QuotaExceededException;
import io.autoclip.task.TaskId;
import io.autoclip.task.TooManyTasksException;
import io.autoclip.task.UnknownTaskException;
import io.autoclip.task.VideoGoneException;
import io.autoclip.video.VideoId;

/**
 * Turns whatever a controller or Spring itself throws into a problem. Nothing of an
 * unforeseen exception reaches the client.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	/** How long a client should wait for Redis, the object storage or a free stream. */
	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	/** How soon a place among a client's tasks may be free again. */
	private static final String TASKS_END_SECONDS = "30";

	private static final Log log = LogFactory.getLog(ProblemAdvice.class);

	@ExceptionHandler
	ResponseEntity<Object> refused(ProblemException ex, HttpServletRequest request) {
		return answer(ex.code(), ex.getMessage(), request, new HttpHeaders());
	}

	@ExceptionHandler
	ResponseEntity<Object> badLink(InvalidSourceUrlException ex, HttpServletRequest request) {
		return answer(ProblemCode.INVALID_URL, ex.getMessage(), request, new HttpHeaders());
	}

	@ExceptionHandler
	ResponseEntity<Object> noTask(UnknownTaskException ex, HttpServletRequest request) {
		return answer(ProblemCode.TASK_NOT_FOUND, request);
	}

	@ExceptionHandler
	ResponseEntity<Object> illegal(IllegalTransitionException ex, HttpServletRequest request) {
		String detail = ex.isWhileOthersStop()
				? "Tasks of the list's entries are still stopping: ask again when they have."
				: "The task is " + ex.status().text() + ", which forbids this.";
		return answer(ProblemCode.ILLEGAL_TRANSITION, detail, request, new HttpHeaders());
	}

	@ExceptionHandler
	ResponseEntity<Object> otherContent(IdempotencyKeyReusedException ex, HttpServletRequest request) {
		return answer(ProblemCode.IDEMPOTENCY_KEY_REUSED, request);
	}

	@ExceptionHandler
	ResponseEntity<Object> tooManyTasks(TooManyTasksException ex, HttpServletRequest request) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, TASKS_END_SECONDS);
		return answer(ProblemCode.TOO_MANY_TASKS, ProblemCode.TOO_MANY_TASKS.meaning(), request, headers);
	}

	@ExceptionHandler
	ResponseEntity<Object> quotaExceeded(QuotaExceededException ex, HttpServletRequest request) {
		return answer(ProblemCode.QUOTA_EXCEEDED, request);
	}

	@ExceptionHandler
	ResponseEntity<Object> videoGone(VideoGoneException ex, HttpServletRequest request) {
		return answer(ProblemCode.VIDEO_NOT_FOUND, request);
	}

	@ExceptionHandler
	ResponseEntity<Object> brokerAway(BrokerAwayException ex, HttpServletRequest request) {
		return answer(ProblemCode.BROKER_UNAVAILABLE, request);
	}

	@ExceptionHandler
	ResponseEntity<Object> tooNew(NewerSchemaException ex, HttpServletRequest request) {
		return answer(ProblemCode.RECORD_TOO_NEW, request);
	}

	@ExceptionHandler
	ResponseEntity<Object> storeAway(DataAccessException ex, HttpServletRequest request) {
		if (!isAway(ex)) { // the dispatcher tells once that Redis is away
			log.warn("Redis could not serve " + request.getMethod() + " " + request.getRequestURI(), ex);
		}
		return answer(ProblemCode.STORE_UNAVAILABLE, request);
	}

	/** What is refused because nobody is connected has no exception of its own. */
	private static boolean isAway(DataAccessException ex) {
		return ex instanceof RedisConnectionFailureException || ex instanceof QueryTimeoutException
				|| (ex.getCause() instanceof RedisException cause
						&& !(cause instanceof RedisCommandExecutionException));
	}

	@ExceptionHandler
	ResponseEntity<Object> storageAway(ObjectStorageException ex, HttpServletRequest request) {
		log.warn("The object storage could not serve " + request.getRequestURI() + ": " + ex.getMessage());
		return answer(ProblemCode.STORAGE_UNAVAILABLE, request);
	}

	/** Tomcat decodes parameters only when they are asked for. */
	@ExceptionHandler
	ResponseEntity<Object> undecodable(InvalidParameterException ex, HttpServletRequest request) {
		return answer(ProblemCode.MALFORMED_REQUEST, request);
	}

	/** Spring Security reads headers and parameters only when they are asked for. */
	@ExceptionHandler
	ResponseEntity<Object> rejected(RequestRejectedException ex, HttpServletRequest request) {
		return answer(ProblemCode.MALFORMED_REQUEST, request);
	}

	/** The answer is under way and cannot be completed: there is nobody to tell. */
	@ExceptionHandler
	void broken(CloseNowException ex) throws CloseNowException {
		throw ex;
	}

	/** The boundary: what nobody foresaw is logged here and told to nobody. */
	@ExceptionHandler
	ResponseEntity<Object> unforeseen(Exception ex, HttpServletRequest request) {
		log.error("Could not serve " + request.getMethod() + " " + request.getRequestURI(), ex);
		return answer(ProblemCode.INTERNAL_ERROR, request);
	}

	@Override
	protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemException refusal = UnreadableBody.explain(ex.getCause());
		return answer(refusal.code(), refusal.getMessage(), servlet(request), headers);
	}

	@Override
	protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		ProblemCode code = (ex.getRequiredType() == TaskId.class) ? ProblemCode.TASK_NOT_FOUND
				: (ex.getRequiredType() == VideoId.class) ? ProblemCode.VIDEO_NOT_FOUND
						: (ex.getRequiredType() == ClipId.class) ? ProblemCode.CLIP_NOT_FOUND
								: ProblemCode.INVALID_PARAMETER;
		String detail = (code == ProblemCode.INVALID_PARAMETER)
				? "The parameter " + ex.getPropertyName() + " is not of the right kind." : code.meaning();
		return answer(code, detail, servlet(request), headers);
	}

	@Override
	protected ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		ProblemCode code = ProblemCode.of(status);
		if (code == ProblemCode.INTERNAL_ERROR) {
			log.error("Could not serve " + servlet(request).getRequestURI(), ex);
		}
		return answer(code, code.meaning(), servlet(request), headers);
	}

	private static ResponseEntity<Object> answer(ProblemCode code, HttpServletRequest request) {
		return answer(code, code.meaning(), request, new HttpHeaders());
	}

	private static ResponseEntity<Object> answer(ProblemCode code, @Nullable String detail, HttpServletRequest request,
			HttpHeaders headers) {
		HttpHeaders all = new HttpHeaders(headers);
		all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (code.status().value() == 503 || code == ProblemCode.TOO_MANY_CLIENT_STREAMS) {
			all.set(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER.toSeconds()));
		}
		Problem problem = Problem.of(code, (detail != null) ? detail : code.meaning(), request.getRequestURI(),
				request.getContextPath());
		return new ResponseEntity<>(problem, all, code.status());
	}

	private static HttpServletRequest servlet(WebRequest request) {
		return ((ServletWebRequest) request).getRequest();
	}

}
