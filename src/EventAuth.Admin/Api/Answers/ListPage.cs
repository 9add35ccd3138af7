namespace EventAuth.Admin.Api.Answers;

/// <summary>A part of a list.</summary>
/// <param name="Next">What <c>cursor</c> takes to read on; null at the end.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes pages.</summary>
internal static class ListPages
{
    /// <summary>A page from one item more than asked for, if there is one: the sign that the list goes on.</summary>
    public static ListPage<TItem> ToPage<TRow, TItem>(
        this IReadOnlyList<TRow> rows, int limit, Func<TRow, TItem> item, Func<TRow, string> cursor) =>
        new([.. rows.Take(limit).Select(item)], rows.Count > limit ? cursor(rows[limit - 1]) : null);
}
