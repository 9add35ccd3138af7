using System.Globalization;
using System.Text.Json.Nodes;

namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>
/// 64 bodies as a shop's site sends them, from a seed: views of pages and products with label and parameters (100–300 bytes),
/// with the browser's uuid and without, and a few forms with a first name. Without <c>time</c> and <c>eventSalt</c>, as the SDK's plain calls.
/// </summary>
internal static class EventBodies
{
    /// <summary>How many there are.</summary>
    public const int Count = 64;

    /// <summary>The lists of the benchmark's policy. An anonymous customer may send views; a form needs a token.</summary>
    public static readonly string[] Anonymous = ["page.visit", "product.view"];

    public static readonly string[] WithJwt = ["form.submit", "purchase.complete"];

    public static readonly string[] WithoutJwt = ["client.login"];

    /// <summary>An event that is on no list: refused from an anonymous customer.</summary>
    public const string Unlisted = "wishlist.add";

    private static readonly string[] s_names = ["Jana", "Petr", "Eva", "Karel", "Zoë", "Miloš", "Ana", "Tomáš"];
    private static readonly string[] s_goods = ["Walking boots", "Rain jacket", "Tent for two", "Sleeping bag", "Gas stove", "Head lamp", "Water filter", "Trekking poles"];
    private static readonly string[] s_pages = ["home", "category", "search", "cart", "delivery", "contact", "blog", "sale"];

    /// <summary>The body with a number below 64, for an event with a token of this browser.</summary>
    public static string WithToken(int body, Guid browser) => (body % 16) switch
    {
        0 => Form(body, browser),
        < 9 => View("product.view", body, body % 3 == 0 ? null : browser),
        _ => View("page.visit", body, body % 3 == 0 ? null : browser),
    };

    /// <summary>The body with a number below 64, for an event without a token.</summary>
    public static string WithoutToken(int body, Guid browser) => View(body % 16 < 9 ? "product.view" : "page.visit", body, browser);

    /// <summary>A small event with any name.</summary>
    public static string Of(string action, Guid browser) =>
        new JsonObject { ["action"] = action, ["client"] = new JsonObject { ["uuid"] = browser.ToString("D") } }.ToJsonString();

    /// <summary>The parameters of a view, as in the bodies.</summary>
    public static string Parameters(int body) => ViewParameters(body).ToJsonString();

    /// <summary>The label of a view, as in the bodies.</summary>
    public static string LabelOf(int body) => s_goods[body % s_goods.Length];

    private static string View(string action, int body, Guid? browser)
    {
        var view = new JsonObject { ["action"] = action, ["label"] = LabelOf(body) };
        if (browser is { } uuid)
        {
            view["client"] = new JsonObject { ["uuid"] = uuid.ToString("D") };
        }

        view["params"] = ViewParameters(body);
        return view.ToJsonString();
    }

    private static JsonObject ViewParameters(int body)
    {
        var random = new Random(1_000 + body);
        var product = random.Next(10_000, 99_999);
        var parameters = new JsonObject
        {
            ["productId"] = string.Create(CultureInfo.InvariantCulture, $"p-{product}"),
            ["title"] = s_goods[random.Next(s_goods.Length)],
            ["price"] = random.Next(100, 500_000) / 100m,
            ["currency"] = "EUR",
            ["url"] = string.Create(CultureInfo.InvariantCulture, $"https://shop.example/{s_pages[random.Next(s_pages.Length)]}/{product}"),
        };
        if (random.Next(2) == 0)
        {
            parameters["referrer"] = string.Create(CultureInfo.InvariantCulture, $"https://search.example/?q={random.NextInt64():x16}&page={random.Next(9)}");
            parameters["position"] = random.Next(40);
        }

        if (random.Next(3) == 0)
        {
            parameters["tags"] = new JsonArray("outdoor", s_pages[random.Next(s_pages.Length)], "2026");
            parameters["inStock"] = random.Next(2) == 0;
        }

        return parameters;
    }

    private static string Form(int body, Guid browser) => new JsonObject
    {
        ["action"] = "form.submit",
        ["label"] = "Newsletter",
        ["client"] = new JsonObject { ["uuid"] = browser.ToString("D"), ["firstName"] = s_names[body / 16 % s_names.Length] },
        ["params"] = new JsonObject { ["form"] = "newsletter", ["consent"] = true, ["url"] = "https://shop.example/newsletter", ["source"] = "footer", ["variant"] = "B" },
    }.ToJsonString();
}
