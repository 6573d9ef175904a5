package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of a result, read as the contracts' types. A column that may be empty is read by an {@code optional…}. */
final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) throws SQLException {
        return Objects.requireNonNull(result.getString(column), column);
    }

    @Nullable
    String optionalText(String column) throws SQLException {
        return result.getString(column);
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    @Nullable
    Long optionalNumber(String column) throws SQLException {
        long number = result.getLong(column);
        return result.wasNull() ? null : number;
    }

    boolean truth(String column) throws SQLException {
        return result.getBoolean(column);
    }

    Instant instant(String column) throws SQLException {
        return Objects.requireNonNull(optionalInstant(column), column);
    }

    @Nullable
    Instant optionalInstant(String column) throws SQLException {
        return result.getObject(column, Instant.class);
    }

    SiteId site() throws SQLException {
        return new SiteId(text("site"));
    }

    ChannelId channel() throws SQLException {
        return new ChannelId(site(), new BranchName(text("branch")));
    }

    @Nullable
    ChannelId optionalChannel() throws SQLException {
        return optionalText("site") == null || optionalText("branch") == null ? null : channel();
    }

    BuildNumber build(String column) throws SQLException {
        return new BuildNumber(number(column));
    }

    @Nullable
    BuildNumber optionalBuild(String column) throws SQLException {
        Long number = optionalNumber(column);
        return number == null ? null : new BuildNumber(number);
    }

    @Nullable
    Revision optionalRevision(String column) throws SQLException {
        return optional(column, Revision::new);
    }

    @Nullable
    RequestId optionalRequest(String column) throws SQLException {
        return optional(column, RequestId::new);
    }

    <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
        return Enum.valueOf(type, text(column));
    }

    <E extends Enum<E>> @Nullable E optionalWord(String column, Class<E> type) throws SQLException {
        return optional(column, text -> Enum.valueOf(type, text));
    }

    private <T> @Nullable T optional(String column, Function<String, T> reader) throws SQLException {
        String text = result.getString(column);
        return text == null ? null : reader.apply(text);
    }
}
