package io.autoclip.worker.export;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a copy of each video is put for others to find, and under which name.
 *
 * @param dir the folder, which must be there; empty for no copies
 * @param template what names are made of; empty for {@value ExportTemplate#DEFAULT}
 */
@ConfigurationProperties("autoclip.export")
record ExportSettings(@DefaultValue("") String dir, @DefaultValue("") String template) {

	boolean isOn() {
		return !this.dir.isBlank();
	}

	Path folder() {
		return Path.of(this.dir.strip()).toAbsolutePath().normalize();
	}

	ExportTemplate names() {
		return ExportTemplate.parse(this.template.isBlank() ? ExportTemplate.DEFAULT : this.template.strip());
	}

}
