import type { Node, OnNodeDrag } from '@xyflow/react';
import type { PlacedGroup } from '../layout/groups.ts';
import type { Placed } from '../layout/layout.ts';

/** What React Flow moves about: parts that stand by themselves, and groups. */
export type PartNode = Node<{ placed: Placed }, 'part'> | Node<{ placed: PlacedGroup }, 'frame'>;
export type PartDrag = OnNodeDrag<PartNode>;
