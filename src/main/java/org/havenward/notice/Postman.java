package org.havenward.notice;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.havenward.web.Messages;
import org.havenward.web.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands the one mail that there is to the SMTP server: that something waits, and where. */
@Component
@Reaches(value = Audience.STAFF, because = "only accounts get mail, and it says no more than that something waits")
@EnableConfigurationProperties(SmtpSettings.class)
class Postman {
    private final SmtpSettings settings;
    private final Messages messages;
    private final SiteAddress address;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    Postman(SmtpSettings settings, Messages messages, SiteAddress address) {
        this.settings = settings;
        this.messages = messages;
        this.address = address;
        sender.setHost(settings.host());
        sender.setPort(settings.portToUse());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        if (!settings.user().isEmpty()) {
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
        }
        var properties = sender.getJavaMailProperties();
        var wait = String.valueOf(settings.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", wait);
        properties.setProperty("mail.smtp.timeout", wait);
        properties.setProperty("mail.smtp.writetimeout", wait);
        properties.setProperty("mail.smtp.auth", String.valueOf(!settings.user().isEmpty()));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.security()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
    }

    /** Whether this deployment sends e-mail at all. */
    boolean isSetUp() {
        return !settings.host().isEmpty() && !settings.from().isEmpty();
    }

    /** Sends the mail. Its id is the same when it is tried again, so that a mail server can drop a second copy. */
    Outcome send(UUID id, String to, Locale language, Instant now) {
        try {
            var mail = new MailWithId(sender, "<" + id + "@" + domain() + ">");
            var helper = new MimeMessageHelper(mail, false, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.from());
            helper.setTo(to);
            helper.setSentDate(Date.from(now));
            helper.setSubject(messages.text(language, "notice.mail.subject"));
            helper.setText(messages.text(
                    language, "notice.mail.text", address.of("/notices"), address.of("/notices/preferences")));
            mail.setHeader("Auto-Submitted", "auto-generated");
            sender.send(mail);
            return Outcome.SENT;
        } catch (MessagingException | MailParseException unusable) {
            return Outcome.REFUSED;
        } catch (MailAuthenticationException refused) {
            return Outcome.SIGN_IN_REFUSED;
        } catch (MailException failed) {
            return outcome(failed);
        }
    }

    private String domain() {
        return settings.from().replaceFirst(".*@", "").replace(">", "");
    }

    private static Outcome outcome(MailException failed) {
        if (failed instanceof MailSendException several) {
            for (var one : several.getMessageExceptions()) {
                if (isForGood(one)) {
                    return Outcome.REFUSED;
                }
            }
            if (several.getMessageExceptions().length > 0) {
                return serverTrouble(several.getMessageExceptions()[0], Outcome.NOT_NOW);
            }
        }
        return serverTrouble(failed, Outcome.UNREACHABLE);
    }

    private static Outcome serverTrouble(Throwable problem, Outcome otherwise) {
        if (isCausedBy(problem, SocketTimeoutException.class)) {
            return Outcome.TOO_SLOW;
        }
        return isCausedBy(problem, IOException.class) ? Outcome.UNREACHABLE : otherwise;
    }

    /** Whether the server said that this recipient or message will never be taken (RFC 5321, 4.2.1: a 5yz reply). */
    private static boolean isForGood(@Nullable Throwable problem) {
        var cause = problem;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= 500) {
                return true;
            }
            if (cause instanceof SMTPSendFailedException refused && refused.getReturnCode() >= 500) {
                return true;
            }
            cause = cause instanceof MessagingException chained && chained.getNextException() != null
                    ? chained.getNextException()
                    : cause.getCause();
        }
        return false;
    }

    private static boolean isCausedBy(@Nullable Throwable problem, Class<? extends Throwable> type) {
        var cause = problem;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause instanceof MessagingException chained && chained.getNextException() != null
                    ? chained.getNextException()
                    : cause.getCause();
        }
        return false;
    }

    /** What became of a mail. */
    enum Outcome {
        SENT,
        /** For good: this recipient will not be taken. */
        REFUSED,
        /** The server asks to come back later. */
        NOT_NOW,
        SIGN_IN_REFUSED,
        TOO_SLOW,
        UNREACHABLE;

        /** Whether the server as a whole can't be used at the moment. */
        boolean isAboutServer() {
            return switch (this) {
                case SENT, REFUSED, NOT_NOW -> false;
                case SIGN_IN_REFUSED, TOO_SLOW, UNREACHABLE -> true;
            };
        }
    }

    /** Keeps its Message-ID when it is saved. */
    private static final class MailWithId extends jakarta.mail.internet.MimeMessage {
        private final String id;

        MailWithId(JavaMailSenderImpl sender, String id) {
            super(sender.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
