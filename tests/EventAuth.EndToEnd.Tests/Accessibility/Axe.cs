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
        async () => {
          const running = () => document.getAnimations()
            .filter(animation => animation.playState === 'running' && animation.effect.target.checkVisibility());
          for (let moving; (moving = running()).length > 0;) {
            await Promise.allSettled(moving.map(animation => animation.finished));
          }
          const result = await axe.run(document, { resultTypes: ['violations'] });
          const found = result.violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html}`));
          const tooWide = document.documentElement.scrollWidth - window.innerWidth;
          if (result.passes.length === 0) found.push('axe checked nothing');
          if (tooWide > 0) found.push(`${tooWide} px too wide`);
          return found;
        }
        """;

    private static readonly string s_rules = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with the page as it is now; empty where nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(s_rules);
        }

        return await page.EvaluateAsync<string[]>(Look);
    }
}
