// ASP.NET Core as its manual shows it: AddJwtBearer, a DbContext of EF Core for each request, SaveChangesAsync.
// The same work as ours in the framework's own pieces; what it leaves out is listed in ../README.md.
using System.Globalization;
using System.Security.Cryptography;
using EventAuth.Peers.Stock;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

var builder = WebApplication.CreateBuilder(args);
// EF would write an error for each lost race for a new profile, which is normal and handled.
builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{builder.Configuration["PORT"]}"));

using var key = RSA.Create();
key.ImportFromPem(await File.ReadAllTextAsync(builder.Configuration["PUBLIC_KEY"]!));
builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
{
    options.MapInboundClaims = false;
    options.TokenValidationParameters = new TokenValidationParameters
    {
        IssuerSigningKey = new RsaSecurityKey(key),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidateIssuer = false,
        ValidateAudience = false,
        ClockSkew = TimeSpan.FromSeconds(30),
    };
});

builder.Services.AddDbContext<StockDatabase>(options => _ = builder.Configuration["DATABASE"] is { Length: > 0 } server
    ? options.UseNpgsql(server)
    : options.UseSqlite($"Data Source={Path.Combine(builder.Configuration["DATA"]!, "events.db")}"));
// As in the manual, any number of requests write; WRITERS=1 lets them in one by one, as SQLite does in the end.
builder.Services.AddSingleton(new SemaphoreSlim(builder.Configuration.GetValue("WRITERS", int.MaxValue)));
builder.Services.AddScoped<StockStore>();
builder.Services.AddSingleton(StockPolicy.Read(Path.Combine(AppContext.BaseDirectory, "policy")));
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
using (var scope = app.Services.CreateScope())
{
    await scope.ServiceProvider.GetRequiredService<StockDatabase>().PrepareAsync();
}

app.UseAuthentication();
app.MapPost("/v4/events/custom", StockEndpoints.ReceiveOneAsync);
app.MapPost("/v4/events/batch", StockEndpoints.ReceiveBatchAsync);
app.MapGet("/count", (StockDatabase database) => database.Events.LongCountAsync());
await app.RunAsync();
