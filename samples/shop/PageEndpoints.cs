namespace EventAuth.Shop;

/// <summary>The addresses of the pages.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this WebApplication app)
    {
        Map("/", "products", "Tea and pots");
        Map("/product", "product", "Product");
        Map("/cart", "cart", "Cart");
        Map("/sign-in", "sign-in", "Sign in");
        Map("/contact", "contact", "Contact");

        void Map(string address, string name, string title) =>
            app.MapGet(address, (Pages pages) => Results.Text(pages.Compose(name, title), "text/html; charset=utf-8"));
    }
}
