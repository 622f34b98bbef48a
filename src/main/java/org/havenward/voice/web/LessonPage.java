package org.havenward.voice.web;

import org.havenward.prevention.Lesson;
import org.havenward.voice.Funnel;

/** One lesson for who plans it: how students get to its page, and its counts. */
public record LessonPage(
        Lesson lesson,
        String school,
        String worker,
        Funnel funnel,
        String address,
        Qr qr,
        boolean mayMeet,
        boolean open) {}
