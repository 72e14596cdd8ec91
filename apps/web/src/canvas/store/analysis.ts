import type { Catalog } from '@patchbay/catalog';
import { check, type Finding, type Level } from '@patchbay/engine/constraints';
import {
  ownerOf,
  readDesign,
  readFlat,
  type DesignDocument,
  type DesignModel,
} from '@patchbay/engine/design';
import { layoutDesign, rootOf, type Layout } from '../layout/layout.ts';
import { routeDesign, type Drawn, type Line } from '../routing/route.ts';

/** A document as it is drawn, without what is wrong with it. */
export interface Sheet {
  readonly model: DesignModel;
  readonly layout: Layout;
}

function draw(document: DesignDocument, catalog: Catalog): Sheet {
  const model = readDesign(document, catalog);
  return { model, layout: layoutDesign(model) };
}

/** Everything that follows from a document: computed once for each version of it, and shared by all that show it. */
export interface Analysis extends Sheet {
  readonly lines: readonly Line[];
  readonly findings: readonly Finding[];
  /** The design with every abstraction expanded: what findings and prices are about. */
  readonly flat: DesignModel;
  /** Findings by the drawn part that they are about or that they are about the inside of. */
  readonly about: ReadonlyMap<string, readonly Finding[]>;
}

const known = new WeakMap<DesignDocument, Map<Catalog, Analysis>>();

export function analyse(document: DesignDocument, catalog: Catalog): Analysis {
  const byCatalog = known.get(document) ?? new Map<Catalog, Analysis>();
  known.set(document, byCatalog);
  const before = byCatalog.get(catalog);
  if (before) return before;
  const analysis = lazy(document, catalog);
  byCatalog.set(catalog, analysis);
  return analysis;
}

/** Lines and findings are computed when they are first asked for: whoever only needs the parts does not wait for them. */
function lazy(document: DesignDocument, catalog: Catalog): Analysis {
  const { model, layout } = draw(document, catalog);
  let flat: DesignModel | undefined;
  let lines: readonly Line[] | undefined;
  let findings: readonly Finding[] | undefined;
  let about: Analysis['about'] | undefined;
  return {
    model,
    layout,
    get flat() {
      return (flat ??= readFlat(document, catalog));
    },
    get lines() {
      return (lines ??= routeAgain(model, layout));
    },
    get findings() {
      return (findings ??= check(document, catalog));
    },
    get about() {
      return (about ??= bySubject(this.findings));
    },
  };
}

function bySubject(findings: readonly Finding[]): Analysis['about'] {
  const about = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const id of new Set(finding.subjects.map(ownerOf))) {
      const known = about.get(id);
      if (known) known.push(finding);
      else about.set(id, [finding]);
    }
  return about;
}

const pending = new WeakMap<Analysis, WeakMap<readonly Finding[], Analysis>>();

/** An analysis that shows the findings of an earlier version, about what is still there, until its own are known. */
export function withFindings(analysis: Analysis, earlier: readonly Finding[]): Analysis {
  const byFindings = pending.get(analysis) ?? new WeakMap<readonly Finding[], Analysis>();
  pending.set(analysis, byFindings);
  const before = byFindings.get(earlier);
  if (before) return before;
  const { model, layout } = analysis;
  const { components } = model.document;
  const findings = earlier.filter(({ subjects }) =>
    subjects.every((id) => Object.hasOwn(components, ownerOf(id))),
  );
  const shown = {
    model,
    layout,
    get flat() {
      return analysis.flat;
    },
    get lines() {
      return analysis.lines;
    },
    findings,
    about: bySubject(findings),
  };
  byFindings.set(earlier, shown);
  return shown;
}

let drawn: Drawn | null = null;

/** Routes with what was routed last at hand: after one edit nearly all lines are as they were. */
function routeAgain(model: DesignModel, layout: Layout): readonly Line[] {
  drawn = { layout, lines: routeDesign(model, layout, { before: drawn }) };
  return drawn.lines;
}

/** The name of a part, also of one inside an abstraction. */
export function nameIn({ flat, model }: Analysis, id: string): string | undefined {
  return (model.document.components[id] ?? flat.document.components[id])?.name;
}

const levels = new WeakMap<readonly Finding[], ReadonlyMap<string, Level>>();

/** The worst level among the findings about each part on the canvas and everything drawn inside it. */
export function levelsOf({ model, findings }: Analysis): ReadonlyMap<string, Level> {
  const known = levels.get(findings);
  if (known) return known;
  const worst = new Map<string, Level>();
  // Findings come worst first, so the first one of a part says it.
  for (const { subjects, level } of findings) {
    const root = subjects[0] === undefined ? undefined : rootOf(model, ownerOf(subjects[0]));
    if (root !== undefined && !worst.has(root)) worst.set(root, level);
  }
  levels.set(findings, worst);
  return worst;
}
