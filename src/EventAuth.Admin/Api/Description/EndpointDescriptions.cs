using System.Text.Json.Serialization;
using Microsoft.OpenApi;

namespace EventAuth.Admin.Api.Description;

/// <summary>Describes what the code of an endpoint does not show: the bodies are read and written by hand.</summary>
internal static class EndpointDescriptions
{
    /// <summary>
    /// The methods of an endpoint that only reads: GET, and HEAD with the same fields and no body (RFC 9110, section 9.3.2).
    /// </summary>
    public static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder Described(this RouteHandlerBuilder endpoint, string tag, string summary) =>
        endpoint.WithTags(tag).WithSummary(summary);

    public static T AnswersProblems<T>(this T endpoint, params int[] statuses)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata([.. statuses.Select(status =>
            new ProducesResponseTypeMetadata(status, typeof(ProblemAnswer), ["application/problem+json"]))]);

    /// <summary>The body that the endpoint reads itself, strictly.</summary>
    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellation) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), parameterDescription: null, cancellation);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
            };
        });

    /// <summary>The body of a change of the policy, and the version that it is based on.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint) => endpoint.TakesBody<T>().TakesVersion();

    /// <summary>The version that a change is based on.</summary>
    public static RouteHandlerBuilder TakesVersion(this RouteHandlerBuilder endpoint) => endpoint.TakesParameter(
        ParameterLocation.Header, "If-Match", "The ETag of the policy that the change was made from, or *", JsonSchemaType.String);

    /// <summary>A query parameter that the endpoint reads itself.</summary>
    public static RouteHandlerBuilder TakesQuery(
        this RouteHandlerBuilder endpoint, string name, string description, JsonSchemaType type = JsonSchemaType.String) =>
        endpoint.TakesParameter(ParameterLocation.Query, name, description, type);

    /// <summary>The two members of every list.</summary>
    public static RouteHandlerBuilder TakesPage(this RouteHandlerBuilder endpoint) => endpoint
        .TakesQuery("limit", "1 to 1000; 100 when absent", JsonSchemaType.Integer)
        .TakesQuery("cursor", "What \"next\" of the page before gave");

    private static RouteHandlerBuilder TakesParameter(
        this RouteHandlerBuilder endpoint, ParameterLocation location, string name, string description, JsonSchemaType type) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = location,
                Description = description,
                Schema = new OpenApiSchema { Type = type },
            });
            return Task.CompletedTask;
        });
}

/// <summary>An error (RFC 9457); describes the document to readers of the OpenAPI description.</summary>
internal sealed record ProblemAnswer(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemErrorAnswer>? Errors);

/// <summary>One thing that is wrong with what was sent.</summary>
internal sealed record ProblemErrorAnswer(string Field, string Code, string Message);
