package org.havenward.prevention;

import java.util.UUID;

/** A lesson in which students were taught. */
public record LessonId(UUID value) {}
