using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A part of a list.</summary>
/// <param name="Next">What <c>cursor</c> takes to read on; null at the end.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The forms that many answers have in common.</summary>
internal static class AnswerForms
{
    /// <summary>A page out of one item more than asked for, where there is one: the sign that the list goes on.</summary>
    public static ListPage<TItem> ToPage<TRow, TItem>(
        this IReadOnlyList<TRow> rows, int limit, Func<TRow, TItem> item, Func<TRow, string> cursor) =>
        new([.. rows.Take(limit).Select(item)], rows.Count > limit ? cursor(rows[limit - 1]) : null);

    /// <summary>The contract's word for a value: <c>sent_with_token</c>.</summary>
    public static string ToSnakeCase(this Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>Writes times as the contract has them: UTC, ISO 8601, milliseconds (<c>2026-11-22T10:15:00.000Z</c>).</summary>
internal sealed class UtcMillisecondsConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.ParseExact(reader.GetString()!, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
