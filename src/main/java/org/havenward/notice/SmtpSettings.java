package org.havenward.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where e-mail goes: {@code HAVENWARD_SMTP_HOST} and so on. No host: no e-mail.
 *
 * @param security {@code starttls} (the usual), {@code tls}, or {@code none} for a server on the same machine
 * @param timeout how long to wait for a server that doesn't answer
 */
@ConfigurationProperties("havenward.smtp")
record SmtpSettings(
        @DefaultValue("") String host,
        @DefaultValue("0") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @DefaultValue("starttls") Security security,
        @DefaultValue("15s") Duration timeout) {
    enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    int portToUse() {
        if (port > 0) {
            return port;
        }
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + host + "]";
    }
}
