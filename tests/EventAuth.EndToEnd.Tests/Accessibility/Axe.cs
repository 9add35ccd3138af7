using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Accessibility;

/// <summary>The rules of axe-core, and that nothing is wider than the window.</summary>
internal static class Axe
{
    // In the page itself: the package for Playwright opens a page more at each look, for the sake of frames, and there are none.
    // After what moves has come to rest, and what moves on account of that: a half-faded text has half its contrast. What is folded away
    // moves only once it is unfolded.
    private const string Look = """
        async rules => {
          const running = () => document.getAnimations()
            .filter(animation => animation.playState === 'running' && animation.effect.target.checkVisibility());
          for (let moving; (moving = running()).length > 0;) {
            await Promise.allSettled(moving.map(animation => animation.finished));
          }
          const result = await axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
          const found = result.violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html}`));
          const tooWide = document.documentElement.scrollWidth - window.innerWidth;
          if (result.passes.length === 0) found.push('axe checked nothing');
          if (tooWide > 0) found.push(`${tooWide} px too wide`);
          return found;
        }
        """;

    // Of the rules that are on by default.
    private static readonly string[] s_ofColours = ["color-contrast", "link-in-text-block"];

    private static readonly string s_rules = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with the page as it is now; empty where nothing is.</summary>
    /// <param name="page">The page.</param>
    /// <param name="onlyColours">Only the rules about colours: for what has been looked at in others.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, bool onlyColours = false)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(s_rules);
        }

        return await page.EvaluateAsync<string[]>(Look, onlyColours ? s_ofColours : null);
    }
}
