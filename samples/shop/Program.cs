using EventAuth.Shop;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = ShopSettings.Read(builder.Configuration);
builder.WebHost.UseUrls(settings.Address.ToString());
builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(ShopKey.ReadOrCreate(settings.Data)).AddSingleton<TokenIssuer>();
builder.Services.AddSingleton<Pages>().AddSingleton<MessageBook>();
builder.Services.AddSessions(settings);
builder.Services.AddHttpClient().AddHostedService<Greeting>();

var app = builder.Build();
app.UseForwardedHeaders();
app.UseSecurityHeaders(settings);
app.UseStaticFiles();
app.UseAuthentication();
app.MapPages();
app.MapSessions();
app.MapTokens();
app.MapMessages();
await app.RunAsync();
