package org.havenward.mandate;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;

/**
 * A sheet of paper as a tagged PDF (PDF/UA): a title, headings, facts with their names, and tables. Its fonts are in it, and
 * it loads nothing from anywhere.
 */
@Reaches(value = Audience.STAFF, because = "makes papers for the doors that open them to who may; sends nothing")
final class Paper {
    private static final String LOOK = """
            @page { size: letter; margin: 20mm 18mm 22mm;
              @bottom-right { content: counter(page) " / " counter(pages); font: 9pt 'Public Sans'; color: #444 } }
            body { font: 10.5pt/1.45 'Public Sans'; color: #1b1b1b }
            h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 4pt }
            h2 { font-size: 12.5pt; margin: 16pt 0 4pt; page-break-after: avoid }
            p { margin: 0 0 6pt }
            .lead { color: #444 }
            .field { margin: 0 0 9pt; page-break-inside: avoid }
            .field h3 { font-size: 9.5pt; font-weight: bold; color: #23505a; margin: 0 }
            .field p { white-space: pre-wrap; margin: 1pt 0 0 }
            table { width: 100%; border-collapse: collapse; margin: 4pt 0 10pt; font-size: 9pt; -fs-table-paginate: paginate }
            th, td { border: 0.6pt solid #8a9496; padding: 3pt 4pt; text-align: left; vertical-align: top }
            th { background: #eef3f3 }
            """;

    static {
        // It tells of fonts and times as if somebody had asked.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final StringBuilder body = new StringBuilder();
    private final String title;
    private final Locale language;

    Paper(String title, Locale language) {
        this.title = title;
        this.language = language;
        body.append("<h1>").append(escaped(title)).append("</h1>");
    }

    Paper lead(String text) {
        body.append("<p class=\"lead\">").append(escaped(text)).append("</p>");
        return this;
    }

    Paper heading(String text) {
        body.append("<h2>").append(escaped(text)).append("</h2>");
        return this;
    }

    Paper text(String text) {
        body.append("<p>").append(escaped(text)).append("</p>");
        return this;
    }

    /** A fact with its name; its line breaks stay. */
    Paper field(String name, String text) {
        body.append("<div class=\"field\"><h3>")
                .append(escaped(name))
                .append("</h3><p>")
                .append(escaped(text))
                .append("</p></div>");
        return this;
    }

    Paper table(List<String> columns, List<List<String>> rows) {
        body.append("<table><thead><tr>");
        columns.forEach(column ->
                body.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        body.append("</tr></thead><tbody>");
        for (var row : rows) {
            body.append("<tr>");
            row.forEach(cell -> body.append("<td>").append(escaped(cell)).append("</td>"));
            body.append("</tr>");
        }
        body.append("</tbody></table>");
        return this;
    }

    byte[] pdf() {
        var html = "<html lang=\"" + language.getLanguage() + "\"><head><title>" + escaped(title)
                + "</title><meta name=\"subject\" content=\"" + escaped(title)
                + "\"/><meta name=\"description\" content=\""
                + escaped(title) + "\"/><style>" + LOOK + "</style></head><body>" + body + "</body></html>";
        var builder = new PdfRendererBuilder();
        builder.usePdfUaAccessibility(true);
        builder.useFont(() -> font("Regular"), "Public Sans", 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Bold"), "Public Sans", 700, FontStyle.NORMAL, true);
        builder.useUriResolver((base, address) -> null);
        builder.withHtmlContent(html, null);
        builder.withProducer("Havenward");
        try (var out = new ByteArrayOutputStream()) {
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream font(String weight) {
        return Objects.requireNonNull(Paper.class.getResourceAsStream("/fonts/PublicSans-" + weight + ".ttf"));
    }

    /** As text of XML: what a keyboard has no key for is left out. */
    private static String escaped(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point == '\n' || point == '\t' || (point >= 0x20 && point != 0x7f))
                .filter(point -> !(point >= 0xd800 && point <= 0xdfff) && (point & 0xfffe) != 0xfffe)
                .forEach(point -> {
                    switch (point) {
                        case '<' -> clean.append("&lt;");
                        case '>' -> clean.append("&gt;");
                        case '&' -> clean.append("&amp;");
                        case '"' -> clean.append("&quot;");
                        default -> clean.appendCodePoint(point);
                    }
                });
        return clean.toString();
    }
}
