using System;
using System.Linq;
using GameServer.Core;
using GameServer.Replication;
using Xunit;

namespace GameServer.Tests.Errors;

public sealed class ErrorCatalogueTests
{
    [Fact]
    public void Every_code_has_one_entry_and_every_entry_says_what_happened_what_to_do_for_whom_and_where_it_shows()
    {
        ErrorCode[] codes = [.. Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.None)];
        Assert.Equal(codes.Order(), ErrorCatalogue.All.Select(error => error.Code));
        foreach (ErrorInfo error in ErrorCatalogue.All)
        {
            Assert.InRange((int)error.Code, 1001, 8999);
            Assert.EndsWith(".", error.Meaning, StringComparison.Ordinal);
            Assert.EndsWith(".", error.Action, StringComparison.Ordinal);
            Assert.NotEqual(ErrorAudience.None, error.Audience);
            Assert.NotEqual(ErrorPlaces.None, error.Places);
            Assert.DoesNotContain('|', error.Meaning + error.Action);
            Assert.Same(error, ErrorCatalogue.Of(error.Code));
            Assert.Same(error, ErrorCatalogue.All[ErrorCatalogue.IndexOf(error.Code)]);
        }

        Assert.Equal(codes.Length, ErrorCatalogue.All.Select(error => error.Meaning).Distinct().Count());
        Assert.Equal(-1, ErrorCatalogue.IndexOf(ErrorCode.None));
    }

    [Fact]
    public void A_code_is_read_back_from_the_text_that_begins_with_it_and_from_no_other()
    {
        foreach (ErrorInfo error in ErrorCatalogue.All)
        {
            Assert.True(ErrorCatalogue.TryRead(error.Text, out ErrorCode read));
            Assert.Equal(error.Code, read);
            Assert.True(ErrorCatalogue.TryRead(error.Text + " and why", out read));
            Assert.Equal(error.Code, read);
        }

        foreach (string other in new[] { "", "GS-", "GS-100", "GS-10011", "GS-1001x", "gs-1001", " GS-1001", "GS-0000", "GS-9999", "GS-10:1", "wrong connect key" })
        {
            Assert.False(ErrorCatalogue.TryRead(other, out ErrorCode read), other);
            Assert.Equal(ErrorCode.None, read);
        }
    }

    [Fact]
    public void Every_reason_of_the_wire_has_a_code_of_its_own_and_one_from_a_newer_server_is_known_as_such()
    {
        ErrorCode[] refusals = [.. Enum.GetValues<RefusalReason>().Select(reason => reason.Code())];
        ErrorCode[] farewells = [.. Enum.GetValues<FarewellReason>().Select(reason => reason.Code())];
        ErrorCode[] commands = [.. Enum.GetValues<CommandRefusalReason>().Select(reason => reason.Code())];
        Assert.Equal(refusals.Length, refusals.Distinct().Count());
        Assert.Equal(farewells.Length, farewells.Distinct().Count());
        Assert.Equal(commands.Length, commands.Distinct().Count());
        Assert.DoesNotContain(ErrorCode.RefusalUnknown, refusals);
        Assert.DoesNotContain(ErrorCode.FarewellUnknown, farewells);
        Assert.Equal(ErrorCode.RefusalUnknown, ((RefusalReason)1_000).Code());
        Assert.Equal(ErrorCode.FarewellUnknown, ((FarewellReason)(-1)).Code());
    }

    [Fact]
    public void The_document_is_the_catalogue() => GeneratedDocument.Check("docs/ERRORS.md", ErrorDocument.Write());
}
