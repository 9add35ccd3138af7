using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Accessibility;

/// <summary>The rules of axe-core, and that nothing is wider than the window.</summary>
internal static class Axe
{
    // In the page itself: the package for Playwright opens one more page at each check because of frames, and there are none.
    // After all animations have ended, and those that follow from them: a half-faded text has half its contrast. Collapsed content
    // is animated only when it is expanded.
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

    /// <summary>What is wrong with the page as it is now; empty if nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(s_rules);
        }

        return await page.EvaluateAsync<string[]>(Look);
    }
}
