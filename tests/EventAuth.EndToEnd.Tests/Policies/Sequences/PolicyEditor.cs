using System.Net.Http.Json;
using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>A person who changes the policy at random, on either node, often from a version that is not the newest any more.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PolicyEditor(PolicyNodes nodes, string person, int seed)
{
    private static readonly string[] s_names = ["page.visit", "form.submit", "shop.order", "client.login"];
    private static readonly string[] s_modes = ["enforce", "monitor"];
    private static readonly string[] s_others = ["accept", "require_jwt", "reject"];

    private readonly Random _random = new(seed);
    private int _seen;
    private PolicyContent _content = null!;
    private int _calls;

    /// <summary>Reads the newest version, from which the next changes are made.</summary>
    public async Task ReadAsync()
    {
        var policy = (await AnyApi(out _).GetAsync("/api/v1/policy")).Expect(200);
        Assert.Equal($"\"{policy.Json.GetProperty("version").GetInt32()}\"", policy.Header("ETag"));
        See(policy);
    }

    /// <summary>Sends one change.</summary>
    /// <param name="round">The number of the round.</param>
    /// <param name="mayEnd">Whether it may be the end of a change on trial.</param>
    public async Task<PolicyCall> ChangeAsync(int round, bool mayEnd)
    {
        if (_random.Next(3) == 0)
        {
            await ReadAsync();
        }

        var call = Imagine(mayEnd) with { Node = NextNode(), Round = round };
        call = call with { Answer = await SendAsync(call) };
        if (call.Answer.Status == 200)
        {
            See(call.Answer);
        }

        return call;
    }

    private PolicyCall Imagine(bool mayEnd)
    {
        var call = new PolicyCall($"API key {person}", PolicyCallKind.Replace, _random.Next(12) == 0 ? null : _seen)
        {
            Comment = $"{person} {seed}.{_calls++}",
            Lists = new PolicyLists { AnonymousWithoutJwt = SomeNames(), UpdateWithoutJwt = SomeNames(), UpdateWithJwt = SomeNames() },
            Mode = One(s_modes),
            OtherEvents = One(s_others),
            Answer = null!,
        };
        return _random.Next(mayEnd ? 12 : 9) switch
        {
            0 or 1 or 2 => call,
            3 => call with { Mode = null, OtherEvents = null },
            4 => call with { Lists = _content.Lists, OtherEvents = null },
            5 => call with { Trial = "guard" },
            6 => call with { Trial = "confirm" },
            7 or 8 => call with { Kind = PolicyCallKind.Restore, Restored = _random.Next(1, _seen + 1) },
            9 or 10 => call with { Kind = PolicyCallKind.Keep },
            _ => call with { Kind = PolicyCallKind.Revert },
        };
    }

    private Task<Answer> SendAsync(PolicyCall call)
    {
        var api = nodes.ApiOf(person, call.Node);
        var ifMatch = call.BasedOn is { } version ? $"\"{version}\"" : "*";
        return call.Kind switch
        {
            PolicyCallKind.Replace => api.PutPolicyAsync(Body(call), ifMatch),
            PolicyCallKind.Restore => PostAsync($"versions/{call.Restored}/restore", JsonContent.Create(new { comment = call.Comment })),
            PolicyCallKind.Keep => PostAsync("pending/keep", null),
            PolicyCallKind.Revert => PostAsync("pending/revert", null),
        };

        Task<Answer> PostAsync(string path, HttpContent? content) =>
            api.SendAsync(HttpMethod.Post, "/api/v1/policy/" + path, content, ("If-Match", ifMatch));
    }

    private Dictionary<string, object> Body(PolicyCall call)
    {
        var body = new Dictionary<string, object> { ["lists"] = call.Lists!, ["comment"] = call.Comment };
        foreach (var (name, value) in (ReadOnlySpan<(string, object?)>)[("mode", call.Mode), ("otherEvents", call.OtherEvents)])
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        if (call.Trial == "guard")
        {
            body["guard"] = new { minutes = 10, maxRejectedPercent = _random.Next(101) };
        }
        else if (call.Trial == "confirm")
        {
            body["confirm"] = new { minutes = 10 };
        }

        return body;
    }

    private void See(Answer policy) => (_seen, _content) = (policy.Json.GetProperty("version").GetInt32(), PolicyContent.Read(policy.Json));

    private AdminApi AnyApi(out int node) => nodes.ApiOf(person, node = NextNode());

    private int NextNode() => _random.Next(nodes.All.Count);

    private string[] SomeNames() => [.. s_names.Where(_ => _random.Next(3) == 0)];

    private string One(string[] words) => words[_random.Next(words.Length)];
}
