using EventAuth.Core.Catalog;
using Microsoft.Data.Sqlite;

namespace EventAuth.Benchmarks.Picker;

/// <summary>100,000 catalogue entries of words as shops use them, in several languages.</summary>
internal static class LargeCatalog
{
    public const int Size = 100_000;

    private static readonly string[] s_things =
    [
        "Košík", "Objednávka", "Účtenka", "Zákazník", "Sleva", "Doprava", "Příběh", "Žádost", "Café", "Réservation",
        "Hôtel", "Élève", "Garçon", "Forêt", "Zamówienie", "Łódź", "Źródło", "Gęś", "Größe", "Tür", "Öffnung", "Übersicht",
        "Corazón", "Niño", "Canción", "Coração", "Ação", "Smörgås", "Ångström", "Fjäll", "Product", "Order", "Cart",
        "Payment", "Invoice", "Voucher", "Wishlist", "Review", "Search", "Banner", "Newsletter", "Account", "Address",
        "Delivery", "Return", "Refund", "Stock", "Store", "Ticket", "Booking",
    ];

    private static readonly string[] s_deeds =
    [
        "view", "open", "close", "add", "remove", "change", "confirm", "cancel", "start", "finish", "share", "print",
        "send", "receive", "accept", "decline", "rate", "compare", "filter", "sort",
    ];

    private static readonly string[] s_places =
    [
        "Home", "Menu", "Footer", "Header", "Mobile", "Tablet", "Kiosk", "E-mail", "Praha", "Brno", "Kraków", "Gdańsk",
        "München", "Köln", "Zürich", "Málaga", "São Paulo", "Malmö", "Orléans", "Besançon",
    ];

    /// <summary>Words to search for: of every field and language, with accents and without.</summary>
    public static IEnumerable<string> Searches() =>
        s_things.Take(40).Select((word, i) => i % 2 == 0 ? word : Fold(word)).Concat(["kraków", "munchen", "besanc", "malmo", "confirm", "decline", "compare", "kiosk", "tablet", "orleans"]);

    /// <summary>Texts of one letter, most of which are in nearly every entry.</summary>
    public static IEnumerable<string> Letters() => Enumerable.Range('a', 26).Select(letter => ((char)letter).ToString());

    /// <summary>Writes the entries directly into the database of a program that is not running.</summary>
    public static void Fill(string storage)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(storage, "eventauth.db")};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO "Catalog" ("Action", "DisplayName", "Description", "Category", "Source", "LastSeenAt")
            VALUES ($action, $name, $description, $category, $source, NULL)
            """;
        var action = insert.Parameters.Add("$action", SqliteType.Text);
        var name = insert.Parameters.Add("$name", SqliteType.Text);
        var description = insert.Parameters.Add("$description", SqliteType.Text);
        var category = insert.Parameters.Add("$category", SqliteType.Text);
        insert.Parameters.AddWithValue("$source", (int)EventSource.Custom);
        for (var i = 0; i < Size; i++)
        {
            var thing = s_things[i % s_things.Length];
            var deed = s_deeds[i / s_things.Length % s_deeds.Length];
            var place = s_places[i / s_things.Length / s_deeds.Length % s_places.Length];
            var variant = i / s_things.Length / s_deeds.Length / s_places.Length;
            action.Value = $"{Fold(thing)}.{deed}.{Fold(place)}{variant}";
            name.Value = $"{thing} {deed} {variant}";
            description.Value = $"Somebody did “{deed}” with {thing} at {place}";
            category.Value = place;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    // Letters as in names of events: without accents, and without anything else.
    private static string Fold(string word) => string.Concat(word
        .Replace('Ł', 'L').Replace('ł', 'l').Replace("ß", "ss", StringComparison.Ordinal)
        .Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
