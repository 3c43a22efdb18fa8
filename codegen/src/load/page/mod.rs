//! Documentation pages: Markdown around the OpenAPI block of one endpoint.
//!
//! In: Markdown, one page or many pages one after another. Out: each block with what the page says around it.

mod fence;
mod request;

use fence::{Fence, fences};

/// What a documentation page says about one endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Page {
    /// The text of the `# …` heading.
    pub title: Option<String>,
    /// The method of the request line (`POST`).
    pub method: Option<String>,
    /// The request line's URL without the path of the description: the base URL.
    pub server_url: Option<String>,
    /// The path of the request line, below the base URL.
    pub path: Option<String>,
    /// The link after `Reference:`.
    pub reference: Option<String>,
    /// The block, byte for byte; without the fence's indentation, if it has one.
    pub yaml: String,
    /// How many lines of the file stand before the block.
    pub yaml_line_offset: usize,
    /// How many columns of the file stand before each line of the block.
    pub indent: usize,
}

/// Whether a text is Markdown rather than YAML or JSON.
#[must_use]
pub fn is_page(text: &str) -> bool {
    if text.trim_start().starts_with('{') {
        return false;
    }
    let mut front_matter = false;
    let mut headings = false;
    let mut keys = 0;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if line == "---" {
            // YAML documents start like this too; what follows decides.
            front_matter = number == 0 || (front_matter && keys == 0);
            keys = 0;
            continue;
        }
        if fence::opens(line).is_some() {
            return true;
        }
        if request::is_root_key(line) {
            return false;
        }
        if line.starts_with("## ") || request::request_line(line).is_some() {
            return true;
        }
        headings |= line.starts_with("# ");
        let is_key = line.split_once(':').is_some_and(|(key, rest)| {
            !key.is_empty()
                && !key.contains(' ')
                && !key.starts_with(['#', '-', '*', '[', '!'])
                && (rest.is_empty() || rest.starts_with(' '))
        });
        if is_key && !(front_matter || headings) {
            return false;
        }
        keys += usize::from(is_key);
    }
    false
}

/// Every OpenAPI block with its page, in the order of the text; empty if there is none.
///
/// ```
/// let text = "# Pets\n\n```yaml\nopenapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths: {}\n```\n";
/// let pages = codegen::load::extract_pages(text);
/// assert_eq!((pages.len(), pages[0].yaml_line_offset), (1, 3));
/// ```
#[must_use]
pub fn extract_pages(text: &str) -> Vec<Page> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut pages = Vec::new();
    let mut page_start = 0;
    let fences = fences(&lines);
    for (index, fence) in fences.iter().enumerate() {
        // The previous page's samples are not part of this one's introduction.
        let from = fences[..index].last().map_or(0, |previous| previous.close + 1).max(page_start);
        if !is_description(&lines, from, fence) {
            continue;
        }
        pages.push(page(&lines, from, fence));
        page_start = fence.close + 1;
    }
    pages
}

/// A block is a description if it starts like one, or is the YAML or JSON under a heading that says so.
fn is_description(lines: &[&str], from: usize, fence: &Fence) -> bool {
    let language = fence.language.to_ascii_lowercase();
    if !matches!(language.as_str(), "" | "yaml" | "yml" | "json" | "openapi") {
        return false;
    }
    let body = lines.get(fence.open + 1..fence.close).unwrap_or_default();
    let starts = body
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty() && !line.starts_with('#') && *line != "---" && *line != "{")
        .take(3)
        .any(request::is_root_key);
    let heading = lines
        .get(from..fence.open)
        .unwrap_or_default()
        .iter()
        .rev()
        .map(|line| line.trim())
        .find(|line| line.starts_with('#'))
        .is_some_and(|line| line.to_ascii_lowercase().contains("openapi"));
    starts || (heading && !language.is_empty())
}

fn page(lines: &[&str], from: usize, fence: &Fence) -> Page {
    let before = lines.get(from..fence.open).unwrap_or_default();
    let request = before.iter().rposition(|line| request::request_line(line.trim()).is_some());
    let title = before
        .get(..request.unwrap_or(before.len()))
        .unwrap_or_default()
        .iter()
        .rev()
        .find_map(|line| line.trim_end().strip_prefix("# "))
        .map(|title| title.trim().to_owned());
    let reference = before.iter().rev().find_map(|line| {
        let link = line.trim().strip_prefix("Reference:")?.trim().trim_matches(['<', '>']);
        (link.starts_with("https://") || link.starts_with("http://")).then(|| link.to_owned())
    });
    let yaml: String = lines
        .get(fence.open + 1..fence.close)
        .unwrap_or_default()
        .iter()
        .map(|line| dedent(line, fence.indent))
        .collect();
    let request = request.and_then(|index| request::request_line(before[index].trim()));
    let mut page =
        Page { title, reference, yaml_line_offset: fence.open + 1, indent: fence.indent, ..Page::default() };
    if let Some((method, url)) = request {
        let (server_url, path) = request::split_url(url, &yaml);
        page.method = Some(method.to_owned());
        page.server_url = Some(server_url);
        page.path = Some(path);
    }
    page.yaml = yaml;
    page
}

fn dedent(line: &str, indent: usize) -> &str {
    let spaces = line.bytes().take(indent).take_while(|byte| *byte == b' ').count();
    line.get(spaces..).unwrap_or(line)
}

#[cfg(test)]
mod tests;
