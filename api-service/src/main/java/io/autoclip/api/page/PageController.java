package io.autoclip.api.page;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Serves the pages whose address has an id; the others are plain static files.
 */
@Hidden
@Controller
class PageController {

	/** The page itself reads the id, and says so if there is no such video. */
	@GetMapping("/video/{id}")
	String video() {
		return "forward:/video.html";
	}

}
