using System.Text.Json.Serialization;
using EventAuth.Admin.Api.Answers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EventAuth.Admin.Api.Description;

/// <summary>The OpenAPI description of the admin API at <c>/openapi/v1.json</c>. The same in every installation.</summary>
internal static class ApiDescription
{
    /// <summary>The path of the admin API.</summary>
    public const string Root = "/api/v1";

    private const string KeyScheme = "ApiKey";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith(Root[1..], StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Correct(schema, context);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            Complete(document);
            return Task.CompletedTask;
        });
    });

    private static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "EventAuth admin API", Version = "v1" };
        // Not the requested address: the description reveals nothing about the installation.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key of this installation",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        foreach (var path in document.Paths.Values)
        {
            // HEAD is GET without the body; describing it would say everything twice.
            path.Operations?.Remove(HttpMethod.Head);
        }
    }

    // What the generated schemas cannot know: how times are written, and which members may be absent. In our answers only those that are
    // left out when they are empty; all others are always written.
    private static void Correct(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | (type == context.JsonTypeInfo.Type ? 0 : JsonSchemaType.Null);
        }

        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: false) == true)
            {
                schema.Required?.Remove(property.Name);
            }
            else if (type.Namespace == typeof(PolicyAnswer).Namespace)
            {
                (schema.Required ??= new HashSet<string>()).Add(property.Name);
            }
        }
    }
}
