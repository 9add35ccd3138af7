using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Requests;

/// <summary>What is wrong with the form of a body, before the rules of policies are asked; stands beside what they say.</summary>
/// <param name="Field">The member.</param>
/// <param name="Code">A stable code for programs.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record FormProblem(string Field, string Code, string Message) : PolicyProblem(Field, Code);
