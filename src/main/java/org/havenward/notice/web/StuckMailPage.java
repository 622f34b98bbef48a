package org.havenward.notice.web;

import java.util.List;
import org.havenward.notice.Notices;

/** Mail that has not arrived, for the administrator. */
public record StuckMailPage(List<Notices.StuckMail> mails, boolean sendsMail) {}
