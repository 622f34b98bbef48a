package org.havenward.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What the API answers instead of a result: problem+json (RFC 9457). Its texts carry no case content and no names.
 */
public final class ApiProblem extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final Map<String, String> fieldErrors;
    private final transient @Nullable FormErrors formErrors;

    /**
     * @param code a short word that programs can rely on, such as {@code "reused-key"}
     * @param detail one sentence: what is wrong and how to mend it
     * @param fieldErrors for each field at fault, what is wrong with it
     */
    public ApiProblem(HttpStatus status, String code, String detail, Map<String, String> fieldErrors) {
        super(detail);
        this.status = status;
        this.code = code;
        this.fieldErrors = Map.copyOf(fieldErrors);
        this.formErrors = null;
    }

    public ApiProblem(HttpStatus status, String code, String detail) {
        this(status, code, detail, Map.of());
    }

    private ApiProblem(FormErrors errors) {
        super("Some fields have to be mended.");
        this.status = HttpStatus.UNPROCESSABLE_CONTENT;
        this.code = "fields";
        this.fieldErrors = Map.of();
        this.formErrors = errors;
    }

    /** 422 with the same checks and the same words as the page's form. */
    public static ApiProblem of(FormErrors errors) {
        return new ApiProblem(errors);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, String> fieldErrors() {
        return fieldErrors;
    }

    @Nullable
    FormErrors formErrors() {
        return formErrors;
    }
}
