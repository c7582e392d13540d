using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace GameServer.Tests.Tidy;

public sealed class DocumentTests
{
    [Fact]
    public void Every_file_that_a_document_names_exists()
    {
        string root = Repository.Root;
        List<string> missing = [];
        string[] documents = [Path.Combine(root, "README.md"), .. Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)];
        int named = 0;
        foreach (string document in documents)
        {
            string text = File.ReadAllText(document);
            string folder = Path.GetDirectoryName(document)!;
            foreach (string path in Matches(text, @"`((?:src|tests|bench|loadtest|docs)/[^`\s*]*)`").Select(name => Path.Combine(root, name))
                .Concat(Matches(text, @"\]\(([^)#:]+)\)").Select(link => Path.Combine(folder, link))))
            {
                named++;
                if (!File.Exists(path) && !Directory.Exists(path)) missing.Add($"{Path.GetRelativePath(root, document)}: {path}");
            }
        }

        Assert.True(named > 20, $"only {named} names were recognised");
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Matches(string text, string pattern) => Regex.Matches(text, pattern).Select(match => match.Groups[1].Value);
}
