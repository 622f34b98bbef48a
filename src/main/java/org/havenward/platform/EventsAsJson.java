package org.havenward.platform;

import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How events wait for their listeners. One that an older version left, or a newer one before it was taken back, is still
 * told: what it does not say is false or zero, what it says besides is passed over.
 */
@Component
class EventsAsJson implements EventSerializer {
    private final JsonMapper json;

    EventsAsJson(JsonMapper json) {
        this.json = json.rebuild()
                .disable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    @Override
    public Object serialize(Object event) {
        return json.writeValueAsString(event);
    }

    @Override
    public <T> T deserialize(Object serialized, Class<T> type) {
        return json.readValue(serialized.toString(), type);
    }
}
